namespace Alitellm.Testing.Kubernetes;

/// <summary>How an object is written into an answer.</summary>
internal enum ObjectForm
{
    /// <summary>The whole object.</summary>
    Full,

    /// <summary>Without <c>apiVersion</c> and <c>kind</c>, as items of lists of built-in kinds are.</summary>
    Bare,

    /// <summary><c>PartialObjectMetadata</c>.</summary>
    Metadata,

    /// <summary><c>Table</c>.</summary>
    Table,
}
