namespace Alitellm.Api;

/// <summary>One kind of this API.</summary>
/// <param name="Kind">The kind, as in <c>kind:</c> of a manifest.</param>
/// <param name="Plural">The resource's plural name, as in the URL.</param>
/// <param name="ShortName">The abbreviation for kubectl.</param>
/// <param name="Finalizer">The one finalizer the operator sets on objects of this kind.</param>
/// <param name="DeclaresEntry">Objects declare entries of LiteLLM and have the policy fields; false for Connections and discoveries.</param>
public sealed record ApiKind(string Kind, string Plural, string ShortName, string Finalizer, bool DeclaresEntry)
{
    public string Group { get; } = Common.ApiGroup.Group;

    public string Version { get; } = Common.ApiGroup.Version;

    /// <summary>As in a CRD: every kind is namespaced.</summary>
    public string Scope { get; } = "Namespaced";

    /// <summary>The name of the CustomResourceDefinition: plural and group.</summary>
    public string CrdName => $"{Plural}.{Group}";
}
