namespace Alitellm.Operator.Remote.Compare;

/// <summary>What a read tells about a field that was written.</summary>
internal enum FieldClass
{
    /// <summary>Comes back as sent.</summary>
    Echoed,

    /// <summary>Never comes back; compared by hash elsewhere.</summary>
    WriteOnly,

    /// <summary>LiteLLM's own; never compared, whatever it holds.</summary>
    ServerOwned,

    /// <summary>Comes back in LiteLLM's form; compared as one value after both sides were brought into one form.</summary>
    Normalised,
}
