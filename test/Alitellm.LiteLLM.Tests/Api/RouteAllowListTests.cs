using System.Reflection;
using Refit;

namespace Alitellm.LiteLLM.Tests.Api;

public sealed class RouteAllowListTests
{
    private static readonly string[] _allowed =
    [
        "/health/readiness", "/key/health",
        "/v2/model/info", "/model/info", "/v1/models", "/model/new", "/model/{id}/update", "/model/delete", "/access_group/list",
        "/router/settings", "/get/config/callbacks", "/config/update",
        "/v2/team/list", "/team/list", "/team/info", "/team/new", "/team/update", "/team/delete",
        "/v2/guardrails/list", "/guardrails", "/guardrails/{id}",
        "/v1/mcp/server", "/v1/mcp/server/{id}", "/v1/mcp/access_groups", "/v1/mcp/toolset", "/v1/mcp/toolset/{id}",
        "/v1/agents", "/v1/agents/{id}", "/v1/access_group", "/v1/access_group/{id}",
    ];

    private static MethodInfo[] Methods => typeof(ILiteLLMApi).GetMethods();

    [Test]
    public void Every_route_is_on_the_list_and_the_list_names_no_other() =>
        Assert.That(Methods.Select(Path).Distinct(), Is.EquivalentTo(_allowed));

    [Test]
    public void No_route_touches_users_organisations_or_virtual_keys()
    {
        string[] foreign = ["/user", "/organization", "/customer", "/end_user", "/key", "/sso", "/scim"];

        var offending = Methods.Select(Path).Where(path => path != "/key/health" && foreign.Any(path.Contains));

        Assert.That(offending, Is.Empty);
    }

    [Test]
    public void The_mcp_and_agent_routes_that_dial_the_far_end_are_not_used()
    {
        Assert.That(Methods.Select(Route), Has.None.EqualTo("GET /v1/mcp/server/{id}").And.None.EqualTo("GET /health"));
        Assert.That(Methods.Select(Route), Has.Member("GET /v1/agents?health_check=false"));
    }

    [Test]
    public void Every_method_has_an_operation_of_its_own()
    {
        Assert.That(Operations.All.Keys, Is.EquivalentTo(Methods.Select(method => method.Name)));
        Assert.That(Operations.All.Values.Select(operation => operation.Name), Is.Unique);
    }

    [Test]
    public void Every_method_takes_a_cancellation_token_last_and_ends_in_Async() =>
        Assert.That(
            Methods.Where(method => method.GetParameters()[^1].ParameterType != typeof(CancellationToken)
                || !method.Name.EndsWith("Async", StringComparison.Ordinal)),
            Is.Empty);

    private static string Route(MethodInfo method)
    {
        var attribute = method.GetCustomAttribute<HttpMethodAttribute>()!;
        return $"{attribute.Method} {attribute.Path}";
    }

    private static string Path(MethodInfo method) => Route(method).Split(' ')[1].Split('?')[0];
}
