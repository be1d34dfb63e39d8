namespace Alitellm.Operator.Remote;

/// <summary>One entry as the spec wants it, secrets filled in. Never logged.</summary>
internal interface IDesiredEntry
{
    string Name { get; }

    /// <summary>Hash of the body before secrets are filled in.</summary>
    string Hash { get; }
}
