"""Files that members share: checked, kept, and shown to whoever may read the text they hang on."""
