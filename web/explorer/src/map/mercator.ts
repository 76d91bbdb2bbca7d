// Where a place lies on @svg-maps/india, which is a Mercator map of 612 by 696 without a scale of its own: these numbers fit its outlines.

export const WIDTH = 612;
export const HEIGHT = 696;

export function project(latitude: number, longitude: number): { x: number; y: number } {
  const mercator = (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
  return { x: 20.9227 * longitude - 1426.526, y: -20.963 * mercator + 837.566 };
}

export const isInside = ({ x, y }: { x: number; y: number }) => x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT;
