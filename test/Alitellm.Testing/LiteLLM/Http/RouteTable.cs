namespace Alitellm.Testing.LiteLLM;

/// <summary>Finds the route of a request. Routing comes before authentication, so 404, 405 and 307 need no key.</summary>
internal sealed class RouteTable
{
    private static readonly Dictionary<string, string> NoValues = [];

    private readonly Dictionary<string, List<Route>> literal = new(StringComparer.Ordinal);
    private readonly List<Route> templated = [];

    public void Add(Route route)
    {
        if (route.HasParameters)
        {
            templated.Add(route);
            return;
        }

        if (!literal.TryGetValue(route.Template, out var routes))
        {
            literal[route.Template] = routes = [];
        }

        routes.Add(route);
    }

    /// <summary>The route and its values, or the answer that routing itself gives.</summary>
    public (Route? Route, Dictionary<string, string> Values, Reply? Refusal) Find(string method, string path)
    {
        var pathIsKnown = false;
        foreach (var (route, values) in Candidates(path))
        {
            pathIsKnown = true;
            if (route.Method == method)
            {
                return (route, values, null);
            }
        }

        if (pathIsKnown)
        {
            return (null, NoValues, Errors.MethodNotAllowed);
        }

        if (path.Length > 1 && path.EndsWith('/') && Candidates(path.TrimEnd('/')).Any())
        {
            return (null, NoValues, Reply.Empty(307) with { Header = ("Location", path.TrimEnd('/')) });
        }

        return (null, NoValues, Errors.NotFound);
    }

    private IEnumerable<(Route Route, Dictionary<string, string> Values)> Candidates(string path)
    {
        if (literal.TryGetValue(path, out var routes))
        {
            foreach (var route in routes)
            {
                yield return (route, NoValues);
            }
        }

        foreach (var route in templated)
        {
            if (route.Match(path) is { } values)
            {
                yield return (route, values);
            }
        }
    }
}
