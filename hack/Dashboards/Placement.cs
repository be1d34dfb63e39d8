namespace Alitellm.Dashboards;

/// <summary>Where on the grid of 24 columns rows and panels are: side by side until a line is full.</summary>
internal static class Placement
{
    public const int Columns = 24;

    /// <summary>Headings (with a row and no panel) and panels, from top to bottom.</summary>
    public static IEnumerable<(Row Row, Panel? Panel, int X, int Y)> Of(Dashboard dashboard)
    {
        var y = 0;
        foreach (var row in dashboard.Rows)
        {
            yield return (row, null, 0, y++);
            var (x, height) = (0, 0);
            foreach (var panel in row.Panels)
            {
                if (x + panel.Width > Columns)
                {
                    (x, y, height) = (0, y + height, 0);
                }

                yield return (row, panel, x, y);
                (x, height) = (x + panel.Width, Math.Max(height, panel.Height));
            }

            y += height;
        }
    }
}
