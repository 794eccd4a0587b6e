namespace FeishuHire.Engine.Reports;

/// <summary>How a page looks: light and dark, on a telephone, and on A4.</summary>
/// <remarks>The colours of the outcomes were measured: each differs from the others for eyes without red, green or blue, and
/// from the ground, in both themes.</remarks>
internal static class ReportStyle
{
    internal const string Sheet = """
        :root{color-scheme:light dark;--ground:#f4f5f7;--card:#fff;--ink:#1c2026;--soft:#59626e;--line:#dde1e6;--grid:#e7eaee;
        --delivered:#2f80c9;--waiting:#c58500;--refused:#b3261e;--uncertain:#3a3f47;--calls:#5b6f87;--good:#1b7f4d;--bad:#b3261e;--none:#59626e;--on:#fff}
        @media screen and (prefers-color-scheme:dark){:root{--ground:#0f1217;--card:#171b22;--ink:#e8ebf0;--soft:#a3adba;--line:#2c333d;--grid:#252b34;
        --delivered:#4c97dd;--waiting:#f3cc55;--refused:#e8593b;--uncertain:#eef1f5;--calls:#8fa3bb;--good:#4cc38a;--bad:#ff8a75;--none:#a3adba;--on:#0f1217}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
        main{max-width:1080px;margin:0 auto;padding:24px 20px 32px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
        .defs{position:absolute}
        header,.card,.tile{background:var(--card);border:1px solid var(--line);border-radius:10px}
        header{padding:18px 20px;border-left:6px solid var(--none)}
        header.good{border-left-color:var(--good)}header.bad{border-left-color:var(--bad)}
        .name{margin:0 0 6px;color:var(--soft);font-size:13px}
        h1{display:flex;gap:12px;align-items:flex-start;margin:0;font-size:22px;line-height:1.35;font-weight:600;overflow-wrap:anywhere}
        .sign{flex:none;width:26px;height:26px;margin-top:2px}.sign circle{fill:var(--none)}.good .sign circle{fill:var(--good)}.bad .sign circle{fill:var(--bad)}
        .sign path{fill:none;stroke:var(--on);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
        .about{margin:8px 0 0;color:var(--soft);font-size:13px;overflow-wrap:anywhere}
        .tiles{display:grid;gap:12px;grid-template-columns:repeat(6,minmax(0,1fr))}
        .tile{padding:12px 14px;display:flex;flex-direction:column}
        .tile b{font-size:22px;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}.tile span{color:var(--soft);font-size:13px;line-height:1.35}
        .charts{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr))}
        .card{margin:0;padding:16px 20px 18px;min-width:0}
        h2{margin:0 0 10px;font-size:16px;line-height:1.4;font-weight:600}
        .count{color:var(--soft);font-weight:400;margin-left:4px;font-variant-numeric:tabular-nums}
        .none,.more{margin:0;color:var(--soft)}.more{margin-top:10px;font-size:14px}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 8px;padding:0;list-style:none;font-size:13px;color:var(--soft)}
        .legend li{display:flex;align-items:center;gap:6px}.legend .key{width:12px;height:12px}
        figure>svg{display:block;width:100%;height:auto}
        svg text{fill:var(--soft);font-size:13px}svg .number{fill:var(--ink)}
        .grid{stroke:var(--grid)}.base{stroke:var(--soft)}
        .delivered{fill:var(--delivered)}.waiting{fill:var(--waiting)}.refused{fill:var(--refused)}.calls{fill:var(--calls)}
        .uncertain{fill:url(#hatch);stroke:var(--uncertain);stroke-width:1}
        .hatchback{fill:var(--card)}.hatchline{stroke:var(--uncertain);stroke-width:4}
        table{width:100%;border-collapse:collapse;font-size:14px;line-height:1.45}
        th{text-align:left;font-weight:600;font-size:13px;color:var(--soft);border-bottom:1px solid var(--line);padding:0 12px 6px 0;vertical-align:bottom}
        td{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
        .long{overflow-wrap:anywhere}
        tr:last-child td{border-bottom:0}th:last-child,td:last-child{padding-right:0}
        td.number{font-variant-numeric:tabular-nums}
        .id{font-family:ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
        .Causes th:nth-child(n+3){width:36%}
        .Runs{font-variant-numeric:tabular-nums}
        footer{color:var(--soft);font-size:13px;padding:0 4px}
        @media screen and (max-width:900px){.tiles{grid-template-columns:repeat(3,minmax(0,1fr))}}
        @media screen and (max-width:860px){
        main{padding:14px 12px 24px;gap:12px}header,.card{padding:14px}h1{font-size:19px}.tiles{gap:10px;grid-template-columns:repeat(2,minmax(0,1fr))}
        svg text{font-size:15px}
        table,tbody,tr,td{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        tr{padding:8px 0;border-bottom:1px solid var(--line)}tr:first-child{padding-top:0}tr:last-child{border-bottom:0;padding-bottom:0}
        td{overflow-wrap:anywhere;display:grid;grid-template-columns:104px minmax(0,1fr);gap:10px;padding:2px 0;border:0}
        td::before{content:attr(data-label);color:var(--soft);font-size:13px}
        }
        @page{size:A4;margin:14mm}
        @media print{:root{color-scheme:light;--ground:#fff}body{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        main{display:block;max-width:none;padding:0}main>*{margin-bottom:5mm!important}header,.card,.tile{border-radius:0}
        header,.tile,figure,tr{break-inside:avoid}h2{break-after:avoid}.charts{grid-template-columns:repeat(2,minmax(0,1fr))}.tiles{gap:2mm}
        .tile{padding:2mm 3mm}.tile b{font-size:13pt}h1{font-size:15pt}h2{font-size:11.5pt}.card{padding:3mm 4mm}table,th{font-size:8pt}.id{font-size:7.5pt}td{padding:1.4mm 3mm 1.4mm 0}svg text{font-size:15px}thead{display:table-header-group}}
        """;
}
