"""Facts in: documents and tables read, what is stated in them proved, proposed or imported."""
