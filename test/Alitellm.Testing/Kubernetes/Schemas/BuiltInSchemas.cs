using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>What merging and field ownership need to know about <c>metadata</c> and the built-in kinds.</summary>
internal static class BuiltInSchemas
{
    /// <summary>Of every object's metadata.</summary>
    public static StructuralSchema ObjectMeta { get; } = Parse("""
        {"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{
          "finalizers":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
          "ownerReferences":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["uid"],
            "items":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"x-kubernetes-map-type":"atomic"}}}}
        """);

    /// <summary>Of kinds without list maps: everything is free-form.</summary>
    public static StructuralSchema Free { get; } = Parse("""{"type":"object","x-kubernetes-preserve-unknown-fields":true}""");

    public static StructuralSchema ServiceAccount { get; } = Parse("""
        {"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{
          "secrets":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
            "items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}
        """);

    public static StructuralSchema Event { get; } = Parse("""
        {"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{
          "regarding":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"x-kubernetes-map-type":"atomic"},
          "involvedObject":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"x-kubernetes-map-type":"atomic"},
          "related":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"x-kubernetes-map-type":"atomic"}}}
        """);

    private static StructuralSchema Parse(string json) => new((JsonObject)JsonNode.Parse(json)!);
}
