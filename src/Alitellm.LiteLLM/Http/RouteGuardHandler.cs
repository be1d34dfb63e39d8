namespace Alitellm.LiteLLM.Http;

/// <summary>
/// Refuses a request whose id is empty, or that after resolving dots no longer is its route: <c>DELETE /v1/agents/</c> and
/// <c>GET /v2/model/info?modelId=</c> mean every entry.
/// </summary>
internal sealed class RouteGuardHandler(Uri endpoint) : DelegatingHandler
{
    private readonly string _base = endpoint.AbsolutePath.TrimEnd('/');

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsItsRoute(request) && HasItsQuery(request)
            ? base.SendAsync(request, cancellationToken)
            : Task.FromException<HttpResponseMessage>(new ArgumentException(
                $"{Operations.Of(request).Name}: an id is empty or is no id; {request.Method} {Operations.PathOf(request)} was not sent"));

    private bool IsItsRoute(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith(_base, StringComparison.Ordinal))
        {
            return false;
        }

        var expected = Operations.PathOf(request).Split('/');
        var actual = path[_base.Length..].Split('/');
        return expected.Length == actual.Length
            && expected.Zip(actual).All(pair => pair.First.StartsWith('{') ? !IsBlank(pair.Second) : pair.First == pair.Second);
    }

    private static bool HasItsQuery(HttpRequestMessage request)
    {
        var parameters = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .ToArray();
        return parameters.All(parameter => parameter.Length == 2 && !IsBlank(parameter[1]))
            && (Operations.Of(request).RequiredQuery is not { } required || parameters.Any(parameter => parameter[0] == required));
    }

    private static bool IsBlank(string escaped) => string.IsNullOrWhiteSpace(Uri.UnescapeDataString(escaped));
}
