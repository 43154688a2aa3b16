"""A strategy as a document: tagged PDF to print and hand on, DOCX to go on writing in."""
