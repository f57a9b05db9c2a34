"""Group: articles into stories, figures into questions."""
