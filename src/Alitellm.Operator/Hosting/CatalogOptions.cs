namespace Alitellm.Operator.Hosting;

/// <summary>The OpenCode catalog: a ConfigMap that lists the model aliases for coding clients.</summary>
/// <param name="Namespace">Namespace of the ConfigMap; usually outside the watched ones.</param>
/// <param name="Name">Name of the ConfigMap.</param>
/// <param name="ApiBase">The public address of the proxy that clients are told to use.</param>
/// <param name="Include">Patterns on alias names; an alias enters when any of them matches. Empty lets all in.</param>
/// <param name="Exclude">Patterns on alias names; they win over <paramref name="Include"/>.</param>
internal sealed record CatalogOptions(string Namespace, string Name, Uri ApiBase, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude);
