"""What every feature's pages share: access, headers, answers, forms, languages."""
