namespace Alitellm.Testing.Kubernetes;

/// <summary>Which part of an object a write through an endpoint concerns.</summary>
internal enum StatusScope
{
    /// <summary>The kind has no status subresource: everything.</summary>
    Whole,

    /// <summary>The main endpoint of a kind with a status subresource.</summary>
    Without,

    /// <summary>The status endpoint.</summary>
    Only,
}
