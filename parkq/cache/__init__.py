"""What has been read and judged, kept in the user's cache folder so that a look-up is instant."""
