namespace Alitellm.LiteLLM;

/// <summary>
/// The one spelling under which everything that belongs to a proxy is kept: scheme and host in lower case, no default port, no dot after
/// the host, no trailing slash, no query. Two Connections whose endpoints normalise alike share limiter, breaker and inventory.
/// </summary>
public static class EndpointNormalizer
{
    /// <param name="endpoint">A URL that passed <see cref="EndpointRules.Check"/>.</param>
    /// <exception cref="UriFormatException">The text is no absolute URL.</exception>
    public static string Normalize(string endpoint) => Normalize(new Uri(endpoint, UriKind.Absolute));

    /// <inheritdoc cref="Normalize(string)"/>
    public static string Normalize(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var host = endpoint.HostNameType == UriHostNameType.IPv6 ? endpoint.Host : endpoint.IdnHost;
        host = host.TrimEnd('.').ToLowerInvariant();
        var port = endpoint.IsDefaultPort ? "" : $":{endpoint.Port}";
        return $"{endpoint.Scheme}://{host}{port}{endpoint.AbsolutePath.TrimEnd('/')}";
    }
}
