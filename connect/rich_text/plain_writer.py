"""Writes a canonical tree back in the plain notation, as far as that can express it."""

from connect.rich_text.elements import Element, Node, text_of


def write_plain(nodes: list[Node]) -> str:
    return "\n\n".join("\n".join(lines) for lines in _blocks(nodes))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _blocks(nodes: list[Node]) -> list[list[str]]:
    found: list[list[str]] = []
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag in {"p", "h2", "h3", "ul", "ol", "blockquote"}:
            if run:
                found.append(_inline(run))
            run = []
            found.append(_block(node))
        else:
            run.append(node)
    return [*found, _inline(run)] if run else found


def _block(element: Element) -> list[str]:
    match element.tag:
        case "blockquote":
            return quoted(_quote_text(element)).split("\n")
        case "ul":
            return [line for item in element.children for line in _item(item, "- ")]
        case "ol":
            first = int(element.attributes.get("start", "1"))
            return [
                line
                for number, item in enumerate(element.children, first)
                for line in _item(item, f"{number}. ")
            ]
        case _:
            return _inline(element.children)


def _item(item: Node, marker: str) -> list[str]:
    lines = [
        line
        for block in _blocks([item] if isinstance(item, str) else item.children)
        for line in block
    ] or [""]
    return [marker + lines[0], *("  " + line for line in lines[1:])]


def _quote_text(quote: Element) -> str:
    cite = quote.attributes.get("cite")
    signature = quote.children[-1] if cite else None
    if isinstance(signature, Element) and text_of([signature]).startswith("— "):
        passage = write_plain(quote.children[:-1])
        return f"{passage}\n\n{text_of([signature])} {cite}"
    return write_plain(quote.children)


def _inline(nodes: list[Node]) -> list[str]:
    return text_of(nodes).split("\n")
