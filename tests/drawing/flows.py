"""Flows for the tests of layout and routing: the shapes of worked value streams, in a short notation.

`a>b` is a link, `a>b:30 % refused` one with a label, `a>>b` rework.
"""

import re
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Size
from svs_designer.drawing.layout import LayoutEdge, LayoutNode, arrange
from svs_designer.drawing.routing import RouteLink

CARD, PILL, END = Size(196, 112), Size(128, 64), Size(40, 40)


class Flow(NamedTuple):
    nodes: list[LayoutNode]
    edges: list[LayoutEdge]
    links: list[RouteLink]

    def boxes(self) -> dict[str, Box]:
        positions = arrange(self.nodes, self.edges)
        return {node.key: Box.at(positions[node.key], node.size) for node in self.nodes}


def flow(text: str) -> Flow:
    keys: dict[str, None] = {}
    edges, links = [], []
    for part in text.split(";"):
        found = re.fullmatch(r"\s*(\w+)(>>?)(\w+)(?::(.*))?\s*", part)
        assert found, part
        source, arrow, target, label = found.groups()
        keys |= {source: None, target: None}
        size = Size(len(label) * 6.1 + 16, 20) if label else None
        share = re.match(r"(\d+) %", label or "")
        edges.append(LayoutEdge(source, target, size.width if size else 0, int(share[1]) / 100 if share else 1.0))
        links.append(RouteLink(source, target, size, rework=arrow == ">>"))
    order = sorted(keys, key=lambda key: (key != "demand", key in {"value", "end"}, key))
    sizes = {"demand": PILL, "value": PILL, "end": END}
    return Flow([LayoutNode(key, sizes.get(key, CARD)) for key in order], edges, links)


FLOWS = {
    name: flow(text)
    for name, text in {
        "wifi_as_is": (
            "demand>w01; w01>w02; w02>w03; w03>w04; w04>w05; w05>w06; w06>w07; w07>w08; w08>w09; "
            "w09>w10; w10>w11; w11>w12; w12>w13; w13>w14; w14>w15; w15>value; w16>w17; w17>end; "
            "value>w16"
        ),
        "wifi_to_be": (
            "demand>t01; t01>t02; t02>t03; t03>t04:92 % access point silent; "
            "t03>t12:8 % device fault after all; t04>t05:80 % hardware dead; "
            "t04>t11:20 % restart is enough; t05>t06; t06>t07; t07>t08; t08>value; t09>t10; t10>end; "
            "t11>t07; t12>t07; value>t09"
        ),
        "new_service": (
            "demand>n01; n01>n02; n02>n03; n03>n04:65 % approved; n03>>n02:20 % needs rework; "
            "n03>n16:15 % declined; n04>n05; n05>n06; n06>n07; n06>n08; n06>n09; n07>n10; n08>n10; "
            "n09>n10; n10>n11; n11>n13:75 % passed; n11>n12:25 % defects found; n12>>n11; n13>n14; "
            "n14>value; n15>end; n16>end; value>n15"
        ),
        "restore_service": (
            "demand>r01; r01>r02; r02>r03:45 % known error; r02>r04:55 % unknown; r03>r08:85 % works; "
            "r03>r04:15 % does not work; r04>r07:60 % fix at hand; r04>r05:30 % fix must be made; "
            "r04>r06:10 % vendor needed; r05>r07; r06>r07; r07>r08; r08>r09:92 % service is back; "
            "r08>>r04:8 % still failing; r09>value; r10>r11; r11>end; value>r10"
        ),
        "standard_change": (
            "demand>c01; c01>c02; c02>c03:90 % fits; c02>c09:10 % does not fit; c03>c04; c04>c05; "
            "c05>c06; c06>c07:97 % good; c06>c10:3 % not good; c07>c08; c08>value; c09>end; c10>>c04; "
            "c11>end; value>c11"
        ),
        "major_incident": (
            "demand>m01; m01>m02; m02>m03; m02>m04; m03>m12; m04>m06:70 % own component; "
            "m04>m05:30 % supplier component; m05>m06; m06>m07:55 % undo last change; "
            "m06>m08:35 % needs a fix; m06>m09:10 % switch site; m07>m11; m08>m10; m09>m11; m10>m11; "
            "m11>m12:88 % recovered; m11>>m04:12 % not recovered; m12>value; m13>m14; m14>end; "
            "value>m13"
        ),
        "joiner_mover_leaver": (
            "demand>j01; j01>j02:80 % joiner or mover; j01>j12:20 % leaver; j02>j03; "
            "j03>j04:85 % approved; j03>>j02:10 % unclear; j03>j15:5 % refused; j04>j05; j04>j06; "
            "j04>j07; j05>j08; j06>j08; j07>j08; j08>j09; j09>j11:90 % complete; "
            "j09>j10:10 % gap found; j10>>j09; j11>value; j12>j13; j13>j14; j14>value; j15>end; "
            "j16>end; value>j16"
        ),
        "software_release": (
            "demand>d01; d01>d02; d02>d03; d03>d04; d04>d05; d05>d06:85 % accepted; "
            "d05>>d04:15 % changes asked; d06>d07:85 % green; d06>>d04:15 % red; d07>d08:93 % passed; "
            "d07>>d04:7 % defect; d08>d09; d09>d10; d10>d12:92 % healthy; d10>d11:8 % unhealthy; "
            "d11>>d04; d12>d13; d13>value; d14>end; value>d14"
        ),
        "supplier_onboarding": (
            "demand>p01; p01>p02; p02>p03:80 % buy; p02>p15:20 % do not buy; p03>p04; p04>p05; "
            "p05>p06:75 % acceptable; p05>>p04:20 % conditions; p05>p15:5 % too risky; p06>p07; "
            "p07>p08:90 % signed; p07>>p06:10 % renegotiate; p08>p09; p08>p10; p08>p11; p09>p12; "
            "p10>p12; p11>p12; p12>p13; p13>p14; p14>value; p15>end; p16>end; value>p16"
        ),
        "cloud_provisioning": (
            "demand>k01; k01>k02; k02>k04:80 % within limit; k02>k03:17 % above limit; "
            "k02>k10:3 % not allowed; k03>k04:80 % approved; k03>k10:20 % refused; "
            "k04>k05:95 % created; k04>k09:5 % failed; k05>k06; k06>k07; k07>k08:95 % passed; "
            "k07>k09:5 % failed; k08>value; k09>>k04; k10>end; k11>end; value>k11"
        ),
        "problem_investigation": (
            "demand>q01; q01>q02; q02>q03:70 % worth solving; q02>q11:30 % accept for now; q03>q04; "
            "q04>q05; q05>q06:70 % cause found; q05>q13:20 % more data needed; "
            "q05>q07:10 % vendor component; q06>q08:75 % fix it; q06>q11:25 % keep as known error; "
            "q07>q06; q08>q09; q09>q10:90 % passed; q09>>q08:10 % failed; q10>q12:85 % gone; "
            "q10>>q05:15 % came back; q11>q12; q12>value; q13>>q05; q14>end; value>q14"
        ),
        "vulnerability_remediation": (
            "demand>v01; v01>v02; v02>v03; v03>v04:30 % critical; v03>v06:55 % normal; "
            "v03>v12:15 % accept for now; v04>v06; v05>>v06; v06>v07:90 % available; "
            "v06>v05:10 % not available; v07>v08:90 % passed; v07>>v06:10 % breaks the service; "
            "v08>v09; v09>v10; v10>v11:90 % closed; v10>>v09:10 % left over; v11>value; v12>v11; "
            "v13>end; value>v13"
        ),
    }.items()
}
