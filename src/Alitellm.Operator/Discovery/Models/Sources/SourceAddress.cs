namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>Puts addresses together.</summary>
internal static class SourceAddress
{
    /// <param name="path">Without a slash at either end.</param>
    public static Uri Append(this Uri root, string path)
    {
        return new Uri($"{root.AbsoluteUri.TrimEnd('/')}/{path}");
    }

    /// <summary>Adds parameters, leaving out those without a value.</summary>
    public static Uri WithQuery(this Uri address, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var given = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                given.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return given.Count == 0 ? address : new Uri($"{address.AbsoluteUri}?{string.Join('&', given)}");
    }
}
