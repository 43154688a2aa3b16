"""The members' directory: finding somebody, their page with what they shared and said, the pages
of municipalities and organisations, and people one does not know yet."""
