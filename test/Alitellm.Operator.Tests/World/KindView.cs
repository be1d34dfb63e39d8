using System.Text.Json.Nodes;
using Alitellm.Api;

namespace Alitellm.Operator.Tests.World;

/// <summary>The objects of one kind, as a user of kubectl sees and changes them.</summary>
internal sealed class KindView(OperatorWorld world, string kind)
{
    public static KindView McpServers(OperatorWorld world) => new(world, "LiteLLMMCPServer");

    public static KindView Toolsets(OperatorWorld world) => new(world, "LiteLLMMCPToolset");

    public static KindView Agents(OperatorWorld world) => new(world, "LiteLLMA2AAgent");

    public static KindView Models(OperatorWorld world) => new(world, "LiteLLMModel");

    private string Resource { get; } = ApiKinds.All.Where(known => known.Kind == kind).Select(known => $"{known.Plural}.{known.Group}").Single();

    /// <param name="spec">The spec as JSON.</param>
    public void Apply(string name, string spec, string ns = "default")
    {
        world.Apply(new JsonObject
        {
            ["apiVersion"] = Objects.ApiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = JsonNode.Parse(spec),
        });
    }

    public void Delete(string name, string ns = "default") => world.Delete(Resource, name, ns);

    public void Patch(string name, string patch, string subresource = "", string ns = "default")
    {
        var body = JsonNode.Parse(patch)!.AsObject();
        world.Do(() => world.Kubernetes.Patch(Resource, ns, name, body, subresource));
    }

    public JsonObject? Get(string name, string ns = "default") => world.Kubernetes.Get(Resource, ns, name);

    /// <summary>Status and reason of the Ready condition, for example <c>True/Synced</c>.</summary>
    public string Ready(string name, string ns = "default") => OperatorWorld.Condition(Get(name, ns), "Ready");

    public string Message(string name, string ns = "default") => OperatorWorld.Message(Get(name, ns));

    public JsonNode? Recorded(string name, string field, string ns = "default") => Get(name, ns)?["status"]?["lastRendered"]?[field];

    /// <summary>The paths that <c>status.drift</c> names.</summary>
    public IReadOnlyList<string> Drift(string name) => [.. Get(name)?["status"]?["drift"]?["fields"]?.AsArray().Select(field => (string)field!["path"]!) ?? []];

    /// <summary>Types, reasons and notes of the events about an object, as <c>v1</c> shows them.</summary>
    public IReadOnlyList<string> Events(string name) =>
    [
        .. world.Kubernetes.List("events")
            .Where(item => (string?)item["involvedObject"]?["kind"] == kind && (string?)item["involvedObject"]?["name"] == name)
            .Select(item => $"{item["type"]} {item["reason"]}: {item["message"]}"),
    ];
}
