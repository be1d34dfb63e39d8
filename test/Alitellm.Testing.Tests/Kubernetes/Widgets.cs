using System.Text.Json.Nodes;

namespace Alitellm.Testing.Tests.Kubernetes;

/// <summary>The custom resource of these tests.</summary>
internal static class Widgets
{
    public const string Endpoint = "/apis/example.com/v1/namespaces/default/widgets";
    public const string Resource = "widgets.example.com";

    public const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wd], categories: [all]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            additionalPrinterColumns:
            - {name: Size, type: integer, jsonPath: .spec.size}
            - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
            - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
            schema:
              openAPIV3Schema:
                type: object
                required: [spec]
                properties:
                  spec:
                    type: object
                    required: [size]
                    properties:
                      size: {type: integer, minimum: 1, maximum: 10}
                      color: {type: string, enum: [red, green], default: red}
                      code: {type: string, pattern: '^[a-z]+$', minLength: 2, maxLength: 5}
                      port: {x-kubernetes-int-or-string: true}
                      note: {type: string, nullable: true}
                      free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      tags: {type: array, maxItems: 3, items: {type: string}, x-kubernetes-list-type: set}
                      limits: {type: object, additionalProperties: {type: integer}}
                      targets:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [name]
                        items:
                          type: object
                          required: [name]
                          properties: {name: {type: string}, url: {type: string}, weight: {type: integer, default: 1}}
                  status:
                    type: object
                    default: {observedGeneration: -1}
                    properties:
                      observedGeneration: {type: integer, format: int64}
                      conditions:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [type]
                        items: {type: object, required: [type, status], properties: {type: {type: string}, status: {type: string}}}
        """;

    /// <summary>A widget with a spec given as JSON.</summary>
    public static JsonObject Widget(string name, string spec = """{"size":1}""", string metadata = "{}")
    {
        var meta = (JsonObject)JsonNode.Parse(metadata)!;
        meta["name"] = name;
        return new JsonObject
        {
            ["apiVersion"] = "example.com/v1",
            ["kind"] = "Widget",
            ["metadata"] = meta,
            ["spec"] = JsonNode.Parse(spec),
        };
    }
}
