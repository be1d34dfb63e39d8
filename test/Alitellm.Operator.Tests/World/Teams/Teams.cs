using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World.Teams;

/// <summary>Short words for tests of teams.</summary>
internal static class Teams
{
    public const string Resource = "litellmteams.litellm.ackstorm.ai";
    public const string Old = "1.81.13";
    public const string Marking = "1.84.0";
    public const string New = "1.93.0";
    public const string NoAgents = "00000000-0000-0000-0000-000000000000";

    public static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }

    public static JsonObject Team(string name, string spec = "{}", string ns = "default")
    {
        return Objects.Of("LiteLLMTeam", name, ns, Json(spec));
    }

    public static OperatorWorld WorldOf(string version = New, WorldOptions? options = null)
    {
        options ??= new();
        return new(options with { LiteLLM = options.LiteLLM with { Version = version } });
    }

    /// <summary>A world at rest with the team <c>ops</c>.</summary>
    public static OperatorWorld Running(string spec = "{}", string version = New)
    {
        var world = WorldOf(version);
        world.Apply(Team("ops", spec));
        return world.Started();
    }

    public static JsonObject? TeamObject(this OperatorWorld world, string name = "ops", string ns = "default")
    {
        return world.Kubernetes.Get(Resource, ns, name);
    }

    public static string TeamReady(this OperatorWorld world, string name = "ops", string ns = "default")
    {
        return OperatorWorld.Condition(world.TeamObject(name, ns), "Ready");
    }

    public static string? TeamId(this OperatorWorld world, string name = "ops")
    {
        return (string?)world.TeamObject(name)?["status"]?["lastRendered"]?["teamID"];
    }

    public static TeamRow Stored(this OperatorWorld world, string id = "ops")
    {
        return world.LiteLLM.FindTeam(id) ?? throw new InvalidOperationException($"LiteLLM has no team {id}\n{world.Describe()}");
    }

    public static void DeleteTeam(this OperatorWorld world, string name = "ops", string ns = "default")
    {
        world.Delete(Resource, name, ns);
    }

    public static void AnnotateTeam(this OperatorWorld world, string name, string key, string? value)
    {
        world.Do(() => world.Kubernetes.Patch(Resource, "default", name, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [key] = value } } }));
    }

    public static IReadOnlyList<LiteLLMCall> TeamWrites(this OperatorWorld world)
    {
        return [.. world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path.StartsWith("/team/", StringComparison.Ordinal))];
    }

    /// <summary>The bodies of the writes to teams, in order.</summary>
    public static IReadOnlyList<JsonObject> TeamBodies(this OperatorWorld world)
    {
        return [.. world.TeamWrites().Select(call => Json(call.Body!))];
    }
}
