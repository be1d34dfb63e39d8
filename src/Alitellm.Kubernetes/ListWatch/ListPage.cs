namespace Alitellm.Kubernetes.ListWatch;

/// <summary>What a page of a list says about itself.</summary>
/// <param name="Continue">The token of the next page; null on the last one.</param>
internal readonly record struct ListPage(string? ResourceVersion, string? Continue);
