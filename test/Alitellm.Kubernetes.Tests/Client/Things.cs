using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Client;

namespace Alitellm.Kubernetes.Tests.Client;

/// <summary>How a <see cref="Thing"/> is addressed, defined and written down.</summary>
internal static class Things
{
    // Value is free of a type in the schema, so that a server lets through what the client cannot decode.
    public const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: things.test.example.com
        spec:
          group: test.example.com
          scope: Namespaced
          names: {plural: things, singular: thing, kind: Thing, listKind: ThingList}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      value: {x-kubernetes-preserve-unknown-fields: true}
                      secret: {type: string}
                  status:
                    type: object
                    properties:
                      phase: {type: string}
        """;

    public static ResourceType<Thing> Type { get; } = new("test.example.com", "v1", "things", "Thing", ThingJsonContext.Default.Thing);

    public static JsonObject Manifest(string @namespace, string name, int value, string? secret = null)
    {
        var spec = new JsonObject { ["value"] = value };
        if (secret is not null)
        {
            spec["secret"] = secret;
        }

        return new JsonObject
        {
            ["apiVersion"] = "test.example.com/v1",
            ["kind"] = "Thing",
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = spec,
        };
    }

    /// <summary>A stored object as a server would write it, without type members as in a list.</summary>
    public static string Json(string name, int version, string value = "1")
    {
        return string.Create(CultureInfo.InvariantCulture, $$"""{"metadata":{"namespace":"a","name":"{{name}}","resourceVersion":"{{version}}"},"spec":{"value":{{value}} } }""");
    }

    public static Thing Make(string name, int version, int value = 1)
    {
        return new()
        {
            Metadata = new() { NamespaceProperty = "a", Name = name, ResourceVersion = version.ToString(CultureInfo.InvariantCulture) },
            Spec = new() { Value = value },
        };
    }
}
