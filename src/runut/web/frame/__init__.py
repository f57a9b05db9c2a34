"""What all pages share: routes, records to HTML or JSON, who may see them, headers."""
