using System.Globalization;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Query parameters of a request.</summary>
internal sealed class RequestQuery
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public RequestQuery(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            _values[Unescape(at < 0 ? part : part[..at])] = at < 0 ? "" : Unescape(part[(at + 1)..]);
        }
    }

    public string this[string name] => _values.GetValueOrDefault(name, "");

    public bool Has(string name) => _values.ContainsKey(name);

    public bool Flag(string name) => this[name] is "true" or "1" or "True";

    /// <summary>A non-negative whole number; null when absent or empty.</summary>
    public long? Number(string name) => long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
