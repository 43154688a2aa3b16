"""Which decisions are for whom: members read of every other kind in the log."""

FOR_WHOM_IT_CONCERNS = frozenset(
    {
        "appeal.kept",
        "appeal.upheld",
        "report.rejected",
        "text.approved",
        "text.declined",
    }
)
"""Between the moderators and those it concerns: nobody else is told."""

OF_REPORTS = frozenset({"report.rejected", "report.settled"})
"""What came of a report: for its reporters too."""
