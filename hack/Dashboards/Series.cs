namespace Alitellm.Dashboards;

/// <summary>One line of an answer of Prometheus.</summary>
/// <param name="Points">Unix seconds and value, in order of time; numbers only.</param>
internal sealed record Series(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<(double Time, double Value)> Points)
{
    public double Last => Points[^1].Value;

    /// <summary>The legend of <paramref name="query"/> filled in.</summary>
    public string Title(Query query) => query.Legend.Length > 0
        ? Labels.Aggregate(query.Legend, static (text, label) => text.Replace($"{{{{{label.Key}}}}}", label.Value, StringComparison.Ordinal))
        : string.Join(' ', Labels.Where(static label => label.Key != "__name__").Select(static label => label.Value));
}
