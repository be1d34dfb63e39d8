namespace Alitellm.Testing.LiteLLM;

/// <summary>What one write made of a row.</summary>
/// <param name="Replica">The process that wrote it.</param>
/// <param name="Skipped">The writing process did not take it into its memory.</param>
/// <param name="Row">Null when the write deleted the row.</param>
internal sealed record RowVersion(DateTimeOffset At, int Replica, bool Skipped, StoredRow? Row);
