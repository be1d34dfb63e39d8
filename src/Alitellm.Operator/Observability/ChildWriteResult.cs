namespace Alitellm.Operator.Observability;

/// <summary>How the write of a generated object ended.</summary>
internal enum ChildWriteResult
{
    Success,
    Error,

    /// <summary>Somebody else wrote the same object at the same moment.</summary>
    Conflict,
}
