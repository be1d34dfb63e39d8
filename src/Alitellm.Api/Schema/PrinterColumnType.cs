namespace Alitellm.Api.Schema;

/// <summary>How kubectl shows the value of a printer column.</summary>
public enum PrinterColumnType
{
    Text,
    WholeNumber,
    TrueFalse,
    Date,
}
