namespace Alitellm.Testing.ToolHive;

/// <summary>
/// Definitions of ToolHive's kinds that let everything through. They are not ToolHive's own; of those they have the names, and the version is
/// chosen. Status is no subresource, so that one manifest brings an object with its URL: there is no ToolHive that would write it.
/// </summary>
public static class ToolHiveCrds
{
    public const string Group = "toolhive.stacklok.dev";
    public const string Version = "v1beta1";

    /// <summary>Kind and plural of every kind that has an endpoint.</summary>
    public static IReadOnlyList<(string Kind, string Plural)> Kinds { get; } =
    [
        ("MCPServer", "mcpservers"),
        ("VirtualMCPServer", "virtualmcpservers"),
        ("MCPRemoteProxy", "mcpremoteproxies"),
    ];

    /// <summary>The definitions of all kinds, as YAML.</summary>
    /// <param name="version">The only version they are served in.</param>
    public static IReadOnlyList<string> All(string version = Version)
    {
        return [.. Kinds.Select(kind => Of(kind.Kind, version))];
    }

    /// <summary>The definition of one kind, as YAML.</summary>
    public static string Of(string kind, string version = Version)
    {
        return $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: {{NameOf(kind)}}
            spec:
              group: {{Group}}
              scope: Namespaced
              names: {kind: {{kind}}, listKind: {{kind}}List, plural: {{PluralOf(kind)}}, singular: {{kind.ToLowerInvariant()}} }
              versions:
              - name: {{version}}
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      status: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;
    }

    /// <summary>The name of a kind's definition, which is its resource too.</summary>
    public static string NameOf(string kind) => $"{PluralOf(kind)}.{Group}";

    private static string PluralOf(string kind) => Kinds.First(known => known.Kind == kind).Plural;
}
