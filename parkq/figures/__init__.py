"""Reading stated figures, and showing them."""
