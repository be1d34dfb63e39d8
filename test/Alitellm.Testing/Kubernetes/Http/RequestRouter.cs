namespace Alitellm.Testing.Kubernetes;

/// <summary>Reads verb, resource and names out of method and path.</summary>
internal static class RequestRouter
{
    public static RequestInfo Route(ApiRequest request, RequestQuery query)
    {
        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var info = new RequestInfo
        {
            Verb = request.Method.ToLowerInvariant(),
            Path = request.Path,
            UserAgent = request.UserAgent,
            ContentType = request.ContentType,
        };
        return segments switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Resource(info with { Version = version }, rest, request.Method, query),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 =>
                Resource(info with { Group = group, Version = version }, rest, request.Method, query),
            _ => info,
        };
    }

    private static RequestInfo Resource(RequestInfo info, string[] path, string method, RequestQuery query)
    {
        // Below a namespace: namespaces/{ns}/{resource}[/{name}[/{subresource}]]; the namespace itself has the two subresources named here.
        if (path is ["namespaces", var ns, var plural, .. var rest] && !(rest.Length == 0 && plural is "status" or "finalize"))
        {
            info = info with { Namespace = ns };
            path = [plural, .. rest];
        }

        info = info with
        {
            IsResource = true,
            Resource = path[0],
            Name = path.Length > 1 ? path[1] : "",
            Subresource = path.Length > 2 ? string.Join('/', path[2..]) : "",
        };
        return info with { Verb = Verb(method, info.Name.Length > 0, query.Flag("watch")) };
    }

    private static string Verb(string method, bool named, bool watch) => (method, named) switch
    {
        ("GET" or "HEAD", _) when watch => "watch",
        ("GET" or "HEAD", true) => "get",
        ("GET" or "HEAD", false) => "list",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", true) => "delete",
        ("DELETE", false) => "deletecollection",
        _ => method.ToLowerInvariant(),
    };
}
