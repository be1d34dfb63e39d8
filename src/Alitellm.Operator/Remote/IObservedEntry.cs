namespace Alitellm.Operator.Remote;

/// <summary>One entry as LiteLLM shows it.</summary>
internal interface IObservedEntry
{
    string Id { get; }

    string Name { get; }

    /// <summary>Everything we compare, hashed: without generated fields and request-time timestamps. Equal fingerprints mean nothing changed.</summary>
    string Fingerprint { get; }

    /// <summary>The object whose marker the entry carries, or null.</summary>
    Content.Marker? Marker { get; }

    /// <summary>The audit stamp, where the kind has one.</summary>
    string? CreatedBy { get; }

    /// <summary>Whether LiteLLM lets the entry be changed; entries of its config file are not ours to touch.</summary>
    bool IsWritable { get; }
}
