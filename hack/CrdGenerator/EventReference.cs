using System.Text;
using Alitellm.Operator.Observability.Catalogue;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the page of events from their catalogue.</summary>
internal static class EventReference
{
    private const string Introduction = """
        # Events

        Events are written on transitions only, and repetitions become one series: `kubectl describe` shows the newest with its count. They never carry a
        value of a Secret. Every change of `Ready` is told under its reason ([conditions.md](conditions.md)): Normal when it becomes True, Warning when it
        becomes False. The reporting component is `<kind>-controller`, such as `model-controller`. Beside those:

        | Reason | Type | On | Meaning |
        | --- | --- | --- | --- |

        """;

    public static string Write()
    {
        var page = new StringBuilder(Introduction);
        foreach (var found in EventCatalogue.All.OrderBy(found => found.Reason, StringComparer.Ordinal))
        {
            page.Append($"| `{found.Reason}` | {(found.IsWarning ? "Warning" : "Normal")} | {found.About} | {FieldText.Cell(found.Meaning)} |\n");
        }

        return page.ToString();
    }
}
