using System.Globalization;
using System.Security;
using System.Text;

namespace Alitellm.Dashboards;

/// <summary>Draws a dashboard from what its queries returned, so that one sees it without a Grafana.</summary>
internal sealed class DashboardPicture(Dashboard dashboard, IReadOnlyDictionary<Panel, IReadOnlyList<(Query Query, Series Series)>> data)
{
    private const int Column = 50;
    private const int Line = 30;
    private const int Gap = 6;
    private const int Head = 26;
    private const int Rows = 6;

    private static readonly string[] s_colours = ["#3274d9", "#56a64b", "#e0752d", "#a352cc", "#e02f44", "#37a2a2", "#b8a000", "#8f8f8f", "#1f60c4", "#c15c17"];

    private readonly StringBuilder _svg = new();

    public string Write()
    {
        var placed = Placement.Of(dashboard).ToList();
        var height = ((placed.Max(static place => place.Y + (place.Panel?.Height ?? 1)) + 1) * Line) + (2 * Gap);
        var width = Placement.Columns * Column;
        _svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#f4f5f5\"/>\n");
        Text(Gap, 20, dashboard.Title, "#24292e", size: 15);
        foreach (var (row, panel, x, y) in placed)
        {
            var top = (y + 1) * Line;
            if (panel is null)
            {
                Text(Gap, top + 20, row.Title, "#24292e", size: 13);
            }
            else
            {
                Draw(panel, (x * Column) + 2, top, (panel.Width * Column) - Gap, (panel.Height * Line) - Gap);
            }
        }

        return _svg.Append("</svg>\n").ToString();
    }

    private void Draw(Panel panel, int left, int top, int width, int height)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"2\" fill=\"#fff\" stroke=\"#dce1e6\"/>\n");
        Text(left + 8, top + 17, panel.Title, "#24292e", size: 12);
        var lines = data[panel];
        switch (panel.Kind)
        {
            case PanelKind.Stat:
                var value = lines.Count == 0 ? double.NaN : lines[0].Series.Last;
                Text(left + (width / 2), top + (height / 2) + 22, Number(value, panel.Unit), ColourOf(panel, value), size: 30, anchor: "middle");
                break;
            case PanelKind.Table:
                DrawTable(panel, lines, left, top + Head, width);
                break;
            default:
                DrawLines(panel, lines, left + 50, top + Head, width - 62, height - Head - 44);
                break;
        }
    }

    private void DrawTable(Panel panel, IReadOnlyList<(Query Query, Series Series)> lines, int left, int top, int width)
    {
        foreach (var ((query, series), row) in lines.OrderByDescending(static line => line.Series.Last).Take(Rows).Select(static (line, row) => (line, row)))
        {
            var y = top + 14 + (row * 26);
            Text(left + 10, y, string.Join("   ", series.Labels.Where(static label => label.Key != "__name__").Select(static label => label.Value)), "#24292e");
            Text(left + width - 10, y, Number(series.Last, panel.Unit), "#24292e", anchor: "end");
            _svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{left + 8}\" x2=\"{left + width - 8}\" y1=\"{y + 8}\" y2=\"{y + 8}\" stroke=\"#eef0f2\"/>\n");
        }

        if (lines.Count > Rows)
        {
            Text(left + 10, top + 14 + (Rows * 26), $"and {lines.Count - Rows} more", "#6e7680");
        }
    }

    private void DrawLines(Panel panel, IReadOnlyList<(Query Query, Series Series)> lines, int left, int top, int width, int height)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var (from, to) = (lines.Min(static line => line.Series.Points[0].Time), lines.Max(static line => line.Series.Points[^1].Time));
        var most = lines.Max(static line => line.Series.Points.Max(static point => point.Value));
        var ceiling = most > 0 ? Ceiling(most) : 1;
        for (var part = 0; part <= 4; part++)
        {
            var y = top + height - (part * height / 4);
            _svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{left}\" x2=\"{left + width}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#e6e9ec\"/>\n");
            Text(left - 6, y + 4, Number(ceiling * part / 4, panel.Unit), "#6e7680", anchor: "end");
        }

        var x = left;
        foreach (var ((query, series), index) in lines.OrderByDescending(static line => line.Series.Points.Max(static point => point.Value)).Select(static (line, index) => (line, index)))
        {
            var colour = s_colours[index % s_colours.Length];
            var points = series.Points.Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{left + (to > from ? (point.Time - from) / (to - from) * width : 0):0.#},{top + height - (Math.Max(0, point.Value) / ceiling * height):0.#}"));
            _svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" points=\"{string.Join(' ', points)}\"/>\n");
            var title = series.Title(query);
            var length = 16 + (int)(title.Length * 5.8);
            if (x + length < left + width)
            {
                _svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{top + height + 23}\" width=\"8\" height=\"3\" fill=\"{colour}\"/>\n");
                Text(x + 12, top + height + 28, title, "#24292e", size: 10);
                x += length + 6;
            }
        }

        Text(left, top + height + 13, Clock(from), "#6e7680", size: 10);
        Text(left + width, top + height + 13, Clock(to), "#6e7680", size: 10, anchor: "end");
    }

    private void Text(int x, int y, string text, string colour, int size = 11, string anchor = "start") =>
        _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" fill=\"{colour}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n");

    private static string ColourOf(Panel panel, double value)
    {
        if (panel.Limits is not var (yellow, red))
        {
            return "#24292e";
        }

        var (isRed, isYellow) = panel.SmallIsBad ? (value < red, value < yellow) : (value >= red, value >= yellow);
        return isRed ? "#e02f44" : isYellow ? "#d9a400" : "#3d8b37";
    }

    /// <summary>One, two or five times a power of ten: what an axis can be divided by.</summary>
    private static double Ceiling(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 1d, 2, 5, 10 }.Select(times => times * power).First(limit => limit >= most * 0.9999);
    }

    private static string Number(double value, string unit) => unit switch
    {
        _ when double.IsNaN(value) => "no data",
        "percentunit" => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %"),
        "bytes" => string.Create(CultureInfo.InvariantCulture, $"{value / 1024 / 1024:0.#} MiB"),
        "s" => value < 1 ? string.Create(CultureInfo.InvariantCulture, $"{value * 1000:0.#} ms") : string.Create(CultureInfo.InvariantCulture, $"{value:0.#} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}"),
    };

    private static string Clock(double time) => DateTimeOffset.FromUnixTimeSeconds((long)time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
