using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>One term of a field selector.</summary>
internal sealed record FieldRequirement(string Path, bool Equal, string Value)
{
    public static IReadOnlyList<FieldRequirement> Parse(string selector, ResourceType type)
    {
        var terms = new List<FieldRequirement>();
        foreach (var term in selector.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (at, width, equal) = term.IndexOf("!=", StringComparison.Ordinal) is var n and >= 0 ? (n, 2, false)
                : term.IndexOf("==", StringComparison.Ordinal) is var d and >= 0 ? (d, 2, true)
                : (term.IndexOf('=', StringComparison.Ordinal), 1, true);
            if (at < 0)
            {
                throw ApiErrors.BadRequest($"invalid selector: '{selector}'; can't understand '{term}'");
            }

            var path = term[..at];
            if (path is not ("metadata.name" or "metadata.namespace") && !type.FieldLabels.Contains(path))
            {
                throw ApiErrors.BadRequest($"field label not supported: {path}");
            }

            terms.Add(new FieldRequirement(path, equal, term[(at + width)..]));
        }

        return terms;
    }

    public bool Matches(StoredObject obj, ServedVersion version)
    {
        var actual = Path switch
        {
            "metadata.name" => obj.Name,
            "metadata.namespace" => obj.Namespace,
            _ => Read(version.FromStorage is null ? obj.Json : obj.Copy(version)),
        };
        return actual == Value == Equal;
    }

    private string Read(JsonNode root)
    {
        JsonNode? node = root;
        foreach (var part in Path.Split('.'))
        {
            node = (node as JsonObject)?[part];
        }

        return node?.ToString() ?? "";
    }
}
