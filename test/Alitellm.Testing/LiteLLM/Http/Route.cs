namespace Alitellm.Testing.LiteLLM;

/// <summary>One verb on one path. Segments in braces match one segment each, a final <c>{name*}</c> the rest of the path.</summary>
internal sealed record Route(string Method, string Template, RouteAccess Access, Func<Exchange, Reply> Handle)
{
    private readonly string[] segments = Template.Split('/');

    public string Operation { get; } = Method + " " + Template;

    public bool HasParameters { get; } = Template.Contains('{', StringComparison.Ordinal);

    /// <summary>The values of the braces, or null when the decoded path does not fit.</summary>
    public Dictionary<string, string>? Match(string path)
    {
        var parts = path.Split('/');
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (i >= parts.Length)
            {
                return null;
            }

            if (segment.EndsWith("*}", StringComparison.Ordinal))
            {
                values[segment[1..^2]] = string.Join('/', parts[i..]);
                return values;
            }

            if (segment.StartsWith('{') && parts[i].Length > 0)
            {
                values[segment[1..^1]] = parts[i];
            }
            else if (segment != parts[i])
            {
                return null;
            }
        }

        return parts.Length == segments.Length ? values : null;
    }
}
