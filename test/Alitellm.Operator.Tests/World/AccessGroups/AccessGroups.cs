using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World.AccessGroups;

/// <summary>Short words for tests of access groups.</summary>
internal static class AccessGroups
{
    public const string Resource = "litellmaccessgroups.litellm.ackstorm.ai";
    public const string Routes = "/v1/access_group";

    public static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }

    public static JsonObject Group(string name, string spec = "{}", string ns = "default")
    {
        return Objects.Of("LiteLLMAccessGroup", name, ns, Json(spec));
    }

    public static JsonObject Server(string name, string parameters = "{}")
    {
        return Objects.Of("LiteLLMMCPServer", name, "default", Json($$"""{"endpoint":"http://{{name}}.example","transport":"http","params":{{parameters}} }"""));
    }

    public static JsonObject Agent(string name, string parameters = "{}")
    {
        return Objects.Of("LiteLLMA2AAgent", name, "default", Json($$"""{"endpoint":"http://{{name}}.example","agentCard":{"name":"{{name}}","version":"1.0.0"},"params":{{parameters}} }"""));
    }

    public static OperatorWorld WorldOf(string version = "1.93.0", WorldOptions? options = null)
    {
        options ??= new();
        return new(options with { LiteLLM = options.LiteLLM with { Version = version } });
    }

    /// <summary>A world at rest with the access group <c>g</c>.</summary>
    public static OperatorWorld Running(string spec = "{}")
    {
        var world = WorldOf();
        world.Apply(Group("g", spec));
        return world.Started();
    }

    public static JsonObject? GroupObject(this OperatorWorld world, string name = "g", string ns = "default")
    {
        return world.Kubernetes.Get(Resource, ns, name);
    }

    public static string GroupReady(this OperatorWorld world, string name = "g", string ns = "default")
    {
        return OperatorWorld.Condition(world.GroupObject(name, ns), "Ready");
    }

    public static string? GroupId(this OperatorWorld world, string name = "g")
    {
        return (string?)world.GroupObject(name)?["status"]?["lastRendered"]?["accessGroupID"];
    }

    public static AccessGroupRow Stored(this OperatorWorld world, string name = "g")
    {
        return world.LiteLLM.FindAccessGroup(name) ?? throw new InvalidOperationException($"LiteLLM has no access group {name}\n{world.Describe()}");
    }

    public static void DeleteGroup(this OperatorWorld world, string name = "g", string ns = "default")
    {
        world.Delete(Resource, name, ns);
    }

    public static IReadOnlyList<LiteLLMCall> GroupWrites(this OperatorWorld world)
    {
        return [.. world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path.StartsWith(Routes, StringComparison.Ordinal))];
    }
}
