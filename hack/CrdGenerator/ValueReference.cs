using System.Text;
using System.Text.RegularExpressions;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the table of the chart's values from the comments of its <c>values.yaml</c>: what stands above a value describes it.</summary>
internal static partial class ValueReference
{
    public static string Write(string valuesFile)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Values of the chart

            What `deploy/helm/alitellm-operator` can be told; `values.schema.json` refuses anything else. A value without a description of its own belongs to
            the one above it.

            | Value | Default | What it sets |
            | --- | --- | --- |

            """);
        foreach (var (path, value, description) in Rows(File.ReadLines(valuesFile)))
        {
            page.Append($"| `{path}` | {(value.Length == 0 ? "" : $"`{FieldText.Cell(value)}`")} | {FieldText.Cell(description)} |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<(string Path, string Value, string Description)> Rows(IEnumerable<string> lines)
    {
        var parents = new Stack<(int Indent, string Path)>();
        var comment = new List<string>();
        foreach (var line in lines)
        {
            if (Comment().Match(line) is { Success: true } words)
            {
                comment.Add(words.Groups["text"].Value);
            }
            else if (Entry().Match(line) is { Success: true } entry)
            {
                var indent = entry.Groups["indent"].Length;
                while (parents.TryPeek(out var parent) && parent.Indent >= indent)
                {
                    parents.Pop();
                }

                var path = parents.TryPeek(out var above) ? $"{above.Path}.{entry.Groups["key"].Value}" : entry.Groups["key"].Value;
                parents.Push((indent, path));
                var (value, description) = (entry.Groups["value"].Value.Trim(), string.Join(' ', comment));
                comment.Clear();
                if (value.Length + description.Length > 0)
                {
                    yield return (path, value, description);
                }
            }
            else
            {
                // A blank line ends what was said about the file as a whole.
                comment.Clear();
            }
        }
    }

    [GeneratedRegex(@"^\s*#\s?(?:-- )?(?<text>.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?<indent>\s*)(?<key>[A-Za-z]\w*):(?<value>.*)$")]
    private static partial Regex Entry();
}
