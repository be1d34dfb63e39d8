using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World.Aliases;

/// <summary>Aliases of a world.</summary>
internal static class Aliases
{
    public const string Resource = "litellmmodelaliases.litellm.ackstorm.ai";

    /// <param name="aliases">For example <c>fast=gpt smart=claude</c>.</param>
    /// <param name="members">Further members of the spec, as JSON.</param>
    public static JsonObject Alias(string name, string aliases, string members = "{}", string ns = "default")
    {
        var spec = JsonNode.Parse(members)!.AsObject();
        spec["aliases"] = new JsonArray([.. aliases.Split(' ').Select(pair => pair.Split('=')).Select(pair => new JsonObject { ["name"] = pair[0], ["value"] = pair[1] })]);
        return new()
        {
            ["apiVersion"] = Objects.ApiVersion,
            ["kind"] = "LiteLLMModelAlias",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = spec,
        };
    }

    public static JsonObject? AliasObject(this OperatorWorld world, string name, string ns = "default")
    {
        return world.Kubernetes.Get(Resource, ns, name);
    }

    public static string AliasReady(this OperatorWorld world, string name, string ns = "default")
    {
        return OperatorWorld.Condition(world.AliasObject(name, ns), "Ready");
    }

    public static void DeleteAlias(this OperatorWorld world, string name, string ns = "default")
    {
        world.Delete(Resource, name, ns);
    }

    /// <summary>The stored map, with sorted names.</summary>
    public static string Map(this OperatorWorld world)
    {
        return MapOf(world.LiteLLM);
    }

    public static string MapOf(LiteLLMWorld proxy)
    {
        var map = proxy.StoredRouterSettings?["model_group_alias"]?.AsObject() ?? [];
        return string.Join(' ', map.OrderBy(alias => alias.Key, StringComparer.Ordinal).Select(alias => $"{alias.Key}={(alias.Value is JsonValue ? (string?)alias.Value : alias.Value?.ToJsonString())}"));
    }

    /// <summary>Somebody else edits the map in the database: a null removes.</summary>
    public static void EditMap(this OperatorWorld world, string changes)
    {
        world.Do(() =>
        {
            var settings = world.LiteLLM.StoredRouterSettings ?? [];
            var map = settings["model_group_alias"] as JsonObject ?? [];
            settings["model_group_alias"] = map.DeepClone();
            foreach (var (name, value) in Json(changes))
            {
                if (value is null)
                {
                    settings["model_group_alias"]!.AsObject().Remove(name);
                }
                else
                {
                    settings["model_group_alias"]![name] = value.DeepClone();
                }
            }

            world.LiteLLM.SetRouterSettingsByHand(settings);
            world.LiteLLM.ReloadAll();
        });
    }

    public static int Posts(this OperatorWorld world)
    {
        return world.LiteLLM.Journal.CountOf("POST /config/update");
    }

    public static OperatorWorld Running(string aliases = "fast=gpt", string members = "{}", WorldOptions? options = null)
    {
        var world = new OperatorWorld(options);
        world.Apply(Alias("a", aliases, members));
        return world.Started();
    }

    public static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
