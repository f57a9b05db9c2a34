"""What the pages of stories and articles share: addresses, records, and makers of the report with them."""
