namespace Alitellm.Api.Schema;

/// <summary>Marks the root type of a custom resource.</summary>
/// <param name="kind">The kind, as in <c>kind:</c> of a manifest.</param>
/// <param name="plural">The resource's plural name, as in the URL.</param>
/// <param name="shortName">The abbreviation for kubectl.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KubernetesKindAttribute(string kind, string plural, string shortName) : Attribute
{
    public string Kind { get; } = kind;

    public string Plural { get; } = plural;

    public string ShortName { get; } = shortName;
}
