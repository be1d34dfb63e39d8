using System.Text;
using Alitellm.Operator.Observability.Catalogue;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the page of metrics from their catalogue.</summary>
internal static class MetricReference
{
    private const string Introduction = """
        # Metrics

        `GET /metrics` on `METRICS_BIND_ADDRESS` (default `:8080`) answers in the text format of Prometheus, without authentication. Counters exist at 0
        from the start, so that a rate over them is a rate and never "no data"; label values are the same closed lists the code counts with. No family
        has a label `namespace`, which would collide with that of the scrape target: an object's namespace is `cr_namespace`. The number of series
        depends on kinds, namespaces and reasons, not on objects, with one exception: `alitellm_operator_cr_status_age_seconds` has one per object, at most
        10,000.

        With several replicas, gauges of state come from the replica that holds the kind's Lease, counters from whichever did the work: sum them up.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Introduction);
        foreach (var section in MetricCatalogue.Sections)
        {
            page.Append($"\n## {section.Title}\n");
            foreach (var family in section.Families)
            {
                Append(page, family);
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, MetricFamily family)
    {
        page.Append($"\n### `{family.Name}`\n\n{family.Meaning}\n\n{family.Type}, {family.Unit}. Counted by {family.CountedBy}.");
        page.Append(family.ShownWhen.Length > 0 ? $" Shown {family.ShownWhen}.\n" : "\n");
        if (family.Labels.Count == 0)
        {
            return;
        }

        page.Append("\n| Label | Values |\n| --- | --- |\n");
        foreach (var label in family.Labels)
        {
            var values = label.Values.Count > 0 ? string.Join(", ", label.Values.Select(value => $"`{value}`")) : label.Meaning;
            page.Append($"| `{label.Name}` | {values} |\n");
        }
    }
}
