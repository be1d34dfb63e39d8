using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World.GuardRails;

/// <summary>Guardrails of a world.</summary>
internal static class GuardRails
{
    public const string Resource = "litellmguardrails.litellm.ackstorm.ai";
    public const string Lakera = """{"guardrailName":"pii","provider":"lakera_v2","mode":["pre_call"]}""";

    public static JsonObject GuardRail(string name, string spec = Lakera, string ns = "default")
    {
        return new()
        {
            ["apiVersion"] = Objects.ApiVersion,
            ["kind"] = "LiteLLMGuardRail",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = JsonNode.Parse(spec),
        };
    }

    /// <summary>The spec of <see cref="Lakera"/> with members added or replaced.</summary>
    public static string With(string members)
    {
        var spec = JsonNode.Parse(Lakera)!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(members)!.AsObject())
        {
            spec[key] = value?.DeepClone();
        }

        return spec.ToJsonString();
    }

    public static JsonObject? Rail(this OperatorWorld world, string name, string ns = "default")
    {
        return world.Kubernetes.Get(Resource, ns, name);
    }

    public static string RailReady(this OperatorWorld world, string name, string ns = "default")
    {
        return OperatorWorld.Condition(world.Rail(name, ns), "Ready");
    }

    public static JsonNode? Recorded(this OperatorWorld world, string name)
    {
        return world.Rail(name)!["status"]?["lastRendered"];
    }

    public static void DeleteRail(this OperatorWorld world, string name)
    {
        world.Delete(Resource, name);
    }

    public static GuardrailRow Row(this OperatorWorld world)
    {
        return world.LiteLLM.Guardrails.Single();
    }

    public static IEnumerable<LiteLLMCall> RailWrites(this OperatorWorld world)
    {
        return world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path.StartsWith("/guardrails", StringComparison.Ordinal));
    }

    public static IEnumerable<string> EventsOf(this OperatorWorld world, string name)
    {
        return world.Kubernetes.List("events.events.k8s.io").Where(item => (string?)item["involvedObject"]?["name"] == name).Select(item => $"{item["type"]}/{item["reason"]}: {item["message"]}");
    }

    public static OperatorWorld Running(string spec = Lakera, WorldOptions? options = null)
    {
        var world = new OperatorWorld(options);
        world.Apply(GuardRail("pii", spec));
        return world.Started();
    }

    public static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
