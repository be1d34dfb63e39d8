using Alitellm.Operator.Discovery.McpServers.ToolHive;

namespace Alitellm.Operator.Discovery.McpServers;

/// <summary>Which object of the source a candidate is: <c>namespace/kind/name</c>.</summary>
internal sealed record McpServerSourceId(string Namespace, string Kind, string Name)
{
    public static McpServerSourceId Of(ToolHiveObject found)
    {
        return new(found.Metadata.NamespaceProperty, found.Kind, found.Metadata.Name);
    }

    /// <returns>Null for what was never written by <see cref="ToString"/>.</returns>
    public static McpServerSourceId? Parse(string text)
    {
        return text.Split('/') is [{ Length: > 0 } ns, { Length: > 0 } kind, { Length: > 0 } name] ? new(ns, kind, name) : null;
    }

    public override string ToString()
    {
        return $"{Namespace}/{Kind}/{Name}";
    }
}
