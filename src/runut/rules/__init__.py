"""How text is matched; knows no language. A language is data (see ``runut/languages``)."""
