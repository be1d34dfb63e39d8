namespace Alitellm.Operator.Observability;

/// <summary>Which side of a conflict an object came to be on.</summary>
internal enum ConflictRole
{
    Loser,
    Winner,
}
