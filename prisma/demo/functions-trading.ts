import type { Grouping } from "./functions";

/** What the exchange lets people do with orders, trades and markets: a permission per function, named after it. */
export const TRADING: readonly Grouping[] = [
  {
    grouping: "ORDERS",
    functions: {
      Get: "OpenOrders OrderStatus OrderHistory OrderAmendments OrderRejections RestingOrders ConditionalOrders QueuePosition",
      Send: "MarketOrder LimitOrder StopOrder TrailingOrder IcebergOrder OrderBatch",
      Amend: "OrderPrice OrderQuantity OrderExpiry",
      Cancel: "Order AllOrders OrdersByInstrument OrdersOfAccount",
      Hold: "OrderEntry",
      Release: "OrderEntry",
    },
  },
  {
    grouping: "QUOTES",
    functions: {
      Get: "OpenQuotes QuoteHistory QuoteObligations",
      Send: "TwoSidedQuote MassQuote QuoteRequest",
      Amend: "QuoteWidth QuoteSize",
      Cancel: "Quote AllQuotes",
      Set: "QuoteProtection",
      Reset: "QuoteProtection",
    },
  },
  {
    grouping: "TRADES",
    functions: {
      Get: "AccountTrades TradeHistory TradeDetails TradeTape BlockTrades TradeCorrections UnconfirmedTrades TradeVolumes",
      Submit: "BlockTrade OffBookTrade",
      Confirm: "BlockTrade",
      Reject: "BlockTrade",
      Bust: "Trade TradesInWindow",
      Correct: "TradePrice TradeSide",
      Export: "TradeHistory TradeTape",
    },
  },
  {
    grouping: "MARKETDATA",
    functions: {
      Get: "Ticker TickerHistory BestPrices DepthOfBook Candles OpeningPrices ClosingPrices AuctionIndicators IndexPrices VolumeProfile",
      Subscribe: "Ticker BestPrices DepthOfBook TradeTape Candles AuctionIndicators IndexPrices",
      Publish: "IndexPrices MarketNotice",
      Export: "Candles DepthOfBook",
    },
  },
  {
    grouping: "INSTRUMENTS",
    functions: {
      Get: "Instruments InstrumentDetails InstrumentStatus TradingCalendar PriceLimits TickSizes",
      Create: "Instrument InstrumentAlias TradingSession",
      Update: "Instrument TradingCalendar TickSizes PriceLimits",
      Suspend: "Instrument",
      Resume: "Instrument",
      Delist: "Instrument",
      Start: "OpeningAuction ClosingAuction VolatilityAuction",
      Extend: "Auction",
    },
  },
  {
    grouping: "FEES",
    functions: {
      Get: "FeeSchedule FeeTier FeeStatement RebateStatement FeeOverrides EstimatedFee",
      Set: "FeeTier FeeOverride RebateProgramme VolumeDiscount WithdrawalFee",
      Waive: "TradingFee WithdrawalFee",
      Refund: "Fee",
      Export: "FeeStatement",
    },
  },
  {
    grouping: "RISK",
    functions: {
      Get: "RiskLimits RiskAlerts MarginStatus Exposure StressResults CollateralHaircuts LiquidationQueue",
      Set: "RiskLimits PositionLimit OrderSizeLimit CollateralHaircut MarginRequirement",
      Acknowledge: "RiskAlert",
      Run: "StressTest",
      Start: "Liquidation",
      Stop: "Liquidation",
      Trip: "CircuitBreaker",
      Reset: "CircuitBreaker",
    },
  },
  {
    grouping: "LENDING",
    functions: {
      Get: "LoanOffers OpenLoans LoanHistory InterestRates CollateralOfLoan",
      Offer: "Loan",
      Take: "Loan",
      Repay: "Loan",
      Recall: "Loan",
      Set: "InterestRates LoanLimits",
    },
  },
  {
    grouping: "DERIVATIVES",
    functions: {
      Get: "FundingRates FundingHistory OpenInterest MarkPrices ContractExpiries InsuranceFund DeleveragingRank",
      Set: "Leverage MarginMode FundingRateCap",
      Exercise: "Option",
      Settle: "Contract",
      Roll: "Position",
      Flatten: "Positions",
      Contribute: "InsuranceFund",
    },
  },
];
