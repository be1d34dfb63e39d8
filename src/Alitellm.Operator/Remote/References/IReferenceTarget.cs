using Alitellm.Operator.Connections;

namespace Alitellm.Operator.Remote.References;

/// <summary>A kind that others refer to.</summary>
internal interface IReferenceTarget
{
    string Kind { get; }

    /// <summary>Where a reference may lead elsewhere than before: its key, or null when everything about the kind may have changed.</summary>
    event Action<string?>? Changed;

    ReferenceAnswer Find(Reference reference, string @namespace, ConnectionSnapshot connection);

    /// <summary>Reads LiteLLM's list of the kind, where <paramref name="wanted"/> says so, until disposed.</summary>
    IDisposable ListWhile(Func<ConnectionSnapshot, bool> wanted);

    /// <summary>What is wanted may have changed.</summary>
    void Reconsider();
}
